"""An application as it is: the Python SDK with its OTLP exporters. The identifiers are invented."""
import sys

from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

protocol, endpoint = sys.argv[1:3]
if protocol == "grpc":
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

    exporter = OTLPSpanExporter(endpoint=endpoint, insecure=True)
else:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    exporter = OTLPSpanExporter(endpoint=endpoint + "/v1/traces")
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
tracer = provider.get_tracer("clinic")
with tracer.start_as_current_span("summarize note") as span:
    span.set_attribute("gen_ai.prompt", "Patient Maria Gonzalez, SSN 524-71-3902, asks for a refill")
    span.set_attribute("patient.mrn", 48213377)
    span.set_attribute("list", ["call (415) 555-0142", "fine"])
    span.add_event("retry", {"reason": "mail to maria.gonzalez@example.com failed"})
provider.shutdown()
