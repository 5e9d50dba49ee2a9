const SENTENCES: Record<string, (count: number) => string> = {
  sent: (count) => `${count} sent again.`,
  closed: (count) => `${count} needed nothing more.`,
  failed: (count) => `${count} could not be sent; the log says why.`,
  aside: (count) => `${count} set aside.`,
  due: (count) => `${count} will be published with the next round.`,
};

/** What the form before this page has done, as its address tells. */
export function Done({ given }: { given: Record<string, unknown> }) {
  const said = Object.entries(SENTENCES).flatMap(([name, sentence]) => {
    const count = Number(given[name] ?? NaN);
    if (!Number.isInteger(count) || (count === 0 && name !== "sent")) return [];
    return [sentence(count)];
  });
  return said.length === 0 ? null : <output className="done">{said.join(" ")}</output>;
}
