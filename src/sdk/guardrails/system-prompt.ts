const rule =
  "Never repeat a patient's identifiers: names, dates other than years, addresses, telephone and fax numbers, e-mail addresses, record, account, member, licence, device and vehicle " +
  "numbers, web and network addresses, photographs and biometric data. Refer to people by their role. Words such as NAME_ followed by letters, and words in square brackets such as [NAME], " +
  "stand for identifiers: use them unchanged where you must, and do not guess what they stand for.";

interface Message {
  readonly role?: unknown;
  readonly content?: unknown;
}

/** The instruction to the model never to repeat identifiers (the 18 of 45 CFR 164.514(b)(2)(i)), and whether a conversation has it. It helps; it guards nothing by itself. */
export function systemPromptRule(): {
  readonly text: string;
  isIn(messages: readonly Message[]): boolean;
  addTo<T extends Message>(messages: readonly T[]): T[];
} {
  const isIn = (messages: readonly Message[]) =>
    messages.some(
      ({ role, content }) =>
        (role === "system" || role === "developer") && JSON.stringify(content ?? "").includes(JSON.stringify(rule).slice(1, -1)),
    );
  return {
    text: rule,
    isIn,
    addTo: <T extends Message>(messages: readonly T[]) =>
      isIn(messages) ? [...messages] : [{ role: "system", content: rule } as Message as T, ...messages],
  };
}
