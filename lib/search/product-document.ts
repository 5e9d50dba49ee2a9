type Worded = {
  title: string;
  productType: string | null;
  category: string;
  tags: readonly string[];
  sizes: readonly string[];
  description: string;
};

/** The words by which a product is found; `indexProduct` joins the same ones in SQL. */
export function productDocument(product: Worded): string {
  const { title, productType, category, tags, sizes, description } = product;
  return [title, productType, category, tags.join(" "), sizes.join(" "), description]
    .filter((words) => words !== null)
    .join(" ");
}
