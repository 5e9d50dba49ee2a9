import { productTable } from "../captions/lexicon/product-table.ts";
import {
  type Aspect,
  findTerm,
  LONGEST_TERM,
  NOT_A_COLOUR,
  rootsOf,
  type Term,
} from "./vocabulary.ts";

export type FoundTerm = Term & {
  /** It stands in the clause that names the product. */
  isNear: boolean;
};

const CLAUSE_END = /[\n.!?;,•☞◆|]+/gu;
const NOT = new Set("not no non never sio si hakuna pas sans without isn t except".split(" "));
/** What is given away with a product, sold beside it, or only likened to it. */
const ASIDE =
  /\b(?:free|gift|bonus|also (?:available|have|sell)|delivery|deliver|like|zawadi|gratuit|offert)\b/u;

type Clause = { roots: string[]; from: number; to: number; text: string };

/** What folded prose says of the product: the clauses about another one are passed over. */
export function findAspects(
  prose: string,
  { kind, near }: { kind: string | null; near: number | null },
): FoundTerm[] {
  return clausesOf(prose.replaceAll(NOT_A_COLOUR, (words) => " ".repeat(words.length))).flatMap(
    ({ roots, from, to, text }) => {
      const isNear = near !== null && from <= near && near < to;
      const isAside = ASIDE.test(text) || namesAnother(roots, kind);
      return !isNear && isAside ? [] : termsOf(roots, kind).map((term) => ({ ...term, isNear }));
    },
  );
}

function clausesOf(prose: string): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (const end of [...prose.matchAll(CLAUSE_END), null]) {
    const to = end?.index ?? prose.length;
    const text = prose.slice(from, to);
    clauses.push({ roots: rootsOf(text), from, to: to + 1, text });
    from = to + (end?.[0].length ?? 0);
  }
  return clauses;
}

/** A product that is not this one, and no wider word for it. */
function namesAnother(roots: readonly string[], kind: string | null): boolean {
  return roots.some((root, at) => {
    const name = productTable.pair(root, roots[at + 1] ?? "") ?? productTable.word(root);
    return (
      name !== null &&
      name.source === "product" &&
      !name.weak &&
      name.type !== kind &&
      findTerm([root]) === undefined &&
      kind !== null
    );
  });
}

function termsOf(roots: readonly string[], kind: string | null): Term[] {
  const terms: Term[] = [];
  for (let at = 0; at < roots.length; at += 1) {
    const found = longestTerm(roots, at);
    const term = found?.term ?? brandOf(roots[at] ?? "", kind);
    if (term === undefined) continue;
    const before = roots[at - 1] ?? "";
    const after = at + (found?.length ?? 1);
    const isDenied = NOT.has(before) || (term.aspect === "audience" && GREETING.has(before));
    if (!isDenied && SAID_IN_PROSE.has(term.aspect)) terms.push(withModel(term, roots[after]));
    at = after - 1;
  }
  return terms;
}

function longestTerm(roots: readonly string[], at: number) {
  for (let length = Math.min(LONGEST_TERM, roots.length - at); length > 0; length -= 1) {
    const term = findTerm(roots.slice(at, at + length));
    if (term !== undefined) return { term, length };
  }
  return undefined;
}

/** A brand that the lexicon knows counts beside its own kind: elsewhere it may be any word. */
function brandOf(root: string, kind: string | null): Term | undefined {
  const name = productTable.word(root);
  const isBrand = name?.source === "brand" || name?.source === "series";
  return isBrand && name.type === kind ? { aspect: "brand", tag: root } : undefined;
}

function withModel(term: Term, next = ""): Term {
  return MODELLED.has(term.tag) && MODEL.test(next)
    ? { ...term, tag: `${term.tag} ${next}` }
    : term;
}

const GREETING = new Set("hey hi hello dear hallo habari".split(" "));
const MODELLED = new Set("iphone jordan samsung tecno redmi oppo vivo itel macbook".split(" "));
/** Shoe sizes start where models end. */
const MODEL = /^(?:1?\d|20|[a-z]\d{1,3})$/;

/** A place in prose is where the shop is, or delivers to. */
const SAID_IN_PROSE = new Set<Aspect>(["colour", "material", "style", "audience", "brand"]);
