import { createTokenVault, type TokenVault } from "../../scrub/index.ts";

/** As scrub/ writes a token: the type, and 16 random letters. */
const tokenForm = /[A-Z][A-Z0-9_]*_[a-z]{16}/g;
/** The longest text that may be the beginning of a token. */
const tokenStart = /[A-Z][A-Z0-9_]*(?:_[a-z]{0,16})?$/;

/**
 * Originals by token, in this process's memory only: what was replaced in a prompt, for the authorised reader of the answer. Tokens are random, not derived from what they stand
 * for (45 CFR 164.514(c)). `toJSON` is empty, so that it is not logged or sent by mistake.
 */
export class RestoreMap {
  readonly #vault: TokenVault = createTokenVault();
  readonly #originals = new Map<string, string>();

  /** For scrub/: the token of a value; the same value has the same one. */
  tokenFor(destination: string, type: string, value: string): string {
    const token = this.#vault.tokenFor(destination, type, value);
    this.#originals.set(`${type}_${token}`, value);
    return token;
  }

  get size(): number {
    return this.#originals.size;
  }

  /** The text with the originals of this map's tokens. */
  restore(text: string): string {
    return this.#originals.size === 0 ? text : text.replace(tokenForm, (token) => this.#originals.get(token) ?? token);
  }

  /** For a text that comes in parts: holds back the beginning of what may be a token. */
  restorer(): { push(part: string): string; end(): string } {
    let held = "";
    return {
      push: (part) => {
        const text = held + part;
        const start = tokenStart.exec(text);
        const at = start === null || text.length - start.index > tokenLengthMax ? text.length : start.index;
        held = text.slice(at);
        return this.restore(text.slice(0, at));
      },
      end: () => {
        const rest = this.restore(held);
        held = "";
        return rest;
      },
    };
  }

  toJSON(): object {
    return {};
  }
}

const tokenLengthMax = 64;
