import { productUrl } from "#lib/catalogue/product-dto.ts";
import type { Product } from "#lib/catalogue/product.ts";
import { writePrice } from "#lib/catalogue/write-price.ts";
import type { Shop } from "#lib/shops/get-shop.ts";
import { takesOrders } from "#lib/shops/get-shop.ts";
import { whatsappOrderLink } from "#lib/shops/whatsapp-order-link.ts";
import { WhatsappMark } from "./whatsapp-mark.tsx";

type Props = { shop: Shop; product: Product; origin: string };

/**
 * One order link per size, of which the stylesheet shows that of the chosen size: choosing works
 * without script, and the message always says what was chosen.
 */
export function OrderBox({ shop, product, origin }: Props) {
  if (!takesOrders(shop)) return <p className="no-number">{whyNot(shop)}</p>;
  const linkFor = (size: string | null) =>
    shop.phone === null
      ? undefined
      : whatsappOrderLink({
          phone: shop.phone,
          title: product.title,
          size,
          price: writePrice(product),
          productUrl: productUrl(product, origin),
        });
  const plain = linkFor(null);
  if (plain === undefined)
    return <p className="no-number">Write to the seller under the video to order.</p>;
  if (product.sizes.length === 0)
    return (
      <div className="order">
        <OrderLink href={plain} size={null} />
      </div>
    );
  return (
    <fieldset className="order">
      <legend>Size</legend>
      <div className="choices">
        {product.sizes.map((size, index) => (
          <SizeChoice
            key={size}
            id={`size-${index + 1}`}
            size={size}
            href={linkFor(size) ?? plain}
          />
        ))}
        <input type="radio" name="size" id="size-0" defaultChecked />
        <label htmlFor="size-0">Not sure</label>
        <OrderLink href={plain} size={null} />
      </div>
    </fieldset>
  );
}

/** Nobody should pay somebody who has not shown that these videos are hers. */
function whyNot({ verified }: Shop): string {
  return verified
    ? "This shop takes no orders at the moment."
    : "No orders yet: the seller has still to prove that this TikTok account is hers.";
}

function SizeChoice({ id, size, href }: { id: string; size: string; href: string }) {
  return (
    <>
      <input type="radio" name="size" id={id} />
      <label htmlFor={id}>{size}</label>
      <OrderLink href={href} size={size} />
    </>
  );
}

function OrderLink({ href, size }: { href: string; size: string | null }) {
  return (
    <a className="whatsapp" href={href} rel="nofollow noopener">
      <WhatsappMark />
      {size === null ? "Order on WhatsApp" : `Order size ${size} on WhatsApp`}
    </a>
  );
}
