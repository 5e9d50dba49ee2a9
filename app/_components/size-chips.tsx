const CHIPS_ON_A_CARD = 4;

/** The first sizes, and how many more there are. */
export function SizeChips({ sizes }: { sizes: string[] }) {
  if (sizes.length === 0) return null;
  const shown = sizes.length > CHIPS_ON_A_CARD ? sizes.slice(0, CHIPS_ON_A_CARD - 1) : sizes;
  const more = sizes.length - shown.length;
  return (
    <ul className="chips" aria-label="Sizes">
      {shown.map((size) => (
        <li key={size}>{size}</li>
      ))}
      {more > 0 && <li aria-label={`and ${more} more`}>+{more}</li>}
    </ul>
  );
}
