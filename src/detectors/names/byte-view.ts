/** Reads of four bytes at once, wherever they lie in a text. */
export class ByteView {
  #buffer: ArrayBufferLike = new ArrayBuffer(0);
  #view = new DataView(this.#buffer);
  #shift = 0;
  /** The places of the buffer that the text lies in end here. */
  end = 0;

  /** Every other call is about this text. */
  open(text: Uint8Array): void {
    const { buffer, byteOffset } = text;
    if (buffer !== this.#buffer) {
      this.#buffer = buffer;
      this.#view = new DataView(buffer);
    }
    this.#shift = byteOffset;
    this.end = buffer.byteLength - byteOffset;
  }

  /** Little-endian; `at + 4` is at most `end`. */
  four(at: number): number {
    return this.#view.getInt32(this.#shift + at, true);
  }

  /** The first place from `at` on, at most `to`, where no small letter of ASCII stands. */
  smallLettersEnd(at: number, to: number): number {
    const last = Math.min(to, this.end) - 4;
    let position = at;
    while (position <= last) {
      const others = notSmallLetters(this.four(position));
      if (others !== 0) return position + ((31 - Math.clz32(others & -others)) >>> 3);
      position += 4;
    }
    while (position < to && isSmallLetter(this.#view.getUint8(this.#shift + position))) position++;
    return position;
  }
}

/** Sets the top bit of each of four bytes that is none of a to z. */
function notSmallLetters(four: number): number {
  // The top bit is set from 0x61 on in one sum, from 0x7b on in the other.
  const ascii = four & 0x7f7f7f7f;
  return ~((ascii + 0x1f1f1f1f) & ~(ascii + 0x05050505) & ~four) & 0x80808080;
}

function isSmallLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}
