const FUNCTIONS: Record<string, { arity: number; apply: (...values: number[]) => number }> = {
  pow: { arity: 2, apply: (base = 0, power = 0) => base ** power },
  sqrt: { arity: 1, apply: Math.sqrt },
  abs: { arity: 1, apply: Math.abs },
  exp: { arity: 1, apply: Math.exp },
  floor: { arity: 1, apply: Math.floor },
  ceil: { arity: 1, apply: Math.ceil },
  round: { arity: 1, apply: Math.round },
  min: { arity: 2, apply: Math.min },
  max: { arity: 2, apply: Math.max },
};

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]+)|([-+*/%(),]))/y;
const LONGEST_EXPRESSION = 500;

type Evaluate = (retried: number) => number;

/**
 * Compiles an `Upstash-Retry-Delay` expression: arithmetic over `retried` and a few functions.
 * The compiled form gives milliseconds. Throws on anything that is not such an expression.
 */
export function compileRetryExpression(expression: string): Evaluate {
  if (expression.length > LONGEST_EXPRESSION) throw new Error("expression is too long");
  const parser = new ExpressionParser(tokenize(expression));
  return parser.whole();
}

function tokenize(expression: string): string[] {
  const tokens: string[] = [];
  const text = expression.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`unexpected character at ${start}`);
    tokens.push(match[0].trim());
  }
  return tokens;
}

class ExpressionParser {
  readonly #tokens: string[];
  #at = 0;

  constructor(tokens: string[]) {
    this.#tokens = tokens;
  }

  whole(): Evaluate {
    const result = this.#sum();
    if (this.#at < this.#tokens.length) throw new Error(`unexpected ${this.#tokens[this.#at]}`);
    return result;
  }

  #sum(): Evaluate {
    let left = this.#product();
    for (;;) {
      const before = left;
      if (this.#take("+")) {
        const right = this.#product();
        left = (retried) => before(retried) + right(retried);
      } else if (this.#take("-")) {
        const right = this.#product();
        left = (retried) => before(retried) - right(retried);
      } else return left;
    }
  }

  #product(): Evaluate {
    let left = this.#factor();
    for (;;) {
      const before = left;
      if (this.#take("*")) {
        const right = this.#factor();
        left = (retried) => before(retried) * right(retried);
      } else if (this.#take("/")) {
        const right = this.#factor();
        left = (retried) => before(retried) / right(retried);
      } else if (this.#take("%")) {
        const right = this.#factor();
        left = (retried) => before(retried) % right(retried);
      } else return left;
    }
  }

  #factor(): Evaluate {
    if (this.#take("-")) {
      const inner = this.#factor();
      return (retried) => -inner(retried);
    }
    if (this.#take("(")) {
      const inner = this.#sum();
      this.#expect(")");
      return inner;
    }
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new Error("expression ends too early");
    if (token === "retried") return (retried) => retried;
    if (/^\d/.test(token)) return () => Number(token);
    return this.#call(token);
  }

  #call(name: string): Evaluate {
    const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (known === undefined) throw new Error(`unknown name ${name}`);
    this.#expect("(");
    const values = [this.#sum()];
    while (this.#take(",")) values.push(this.#sum());
    this.#expect(")");
    if (values.length !== known.arity) throw new Error(`${name} takes ${known.arity} values`);
    return (retried) => known.apply(...values.map((value) => value(retried)));
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new Error(`expected ${token}`);
  }
}
