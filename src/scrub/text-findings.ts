/** Findings as columns: the text (TextTable) they are in, `[start, end)` in that text's source, and the rule's index. */
export class TextFindings {
  count = 0;
  readonly text: number[] = [];
  readonly start: number[] = [];
  readonly end: number[] = [];
  readonly rule: number[] = [];

  clear(): void {
    this.count = 0;
  }

  add(text: number, start: number, end: number, rule: number): void {
    const row = this.count++;
    this.text[row] = text;
    this.start[row] = start;
    this.end[row] = end;
    this.rule[row] = rule;
  }
}
