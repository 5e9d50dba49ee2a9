export { ProductNotFound as default } from "./_components/product-not-found.tsx";
