/** A first trace, of an invented patient: what an AI application might send. OTLP JSON, on one line and without a quote ('), so that it fits a shell command. */
export function sampleTrace(): string {
  const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
  const span = {
    traceId: "5b8efff798038103d269b633813fc60c",
    spanId: "eee19b7ec3c1b174",
    name: "chat gpt-4o",
    kind: 3,
    startTimeUnixNano: "1760000000000000000",
    endTimeUnixNano: "1760000001200000000",
    attributes: [
      text("gen_ai.request.model", "gpt-4o"),
      text("patient.name", "Maria Testperson"),
      text(
        "gen_ai.prompt",
        "Patient MRN 48213377, DOB 04/12/1931, SSN 524-71-3902, call (415) 555-0142. Summarize the visit of March 3, 2024.",
      ),
    ],
  };
  const resource = { attributes: [text("service.name", "clinical-assistant")] };
  return JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "sample" }, spans: [span] }] }] });
}
