export { ShopNotFound as default } from "./_components/shop-not-found.tsx";
