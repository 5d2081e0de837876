// An application as it is: the Go SDK with its OTLP exporters. The identifiers are invented.
package main

import (
	"context"
	"log"
	"os"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/trace"
	oteltrace "go.opentelemetry.io/otel/trace"
)

func main() {
	ctx := context.Background()
	protocol, address := os.Args[1], os.Args[2]
	var exporter *otlptrace.Exporter
	var err error
	if protocol == "grpc" {
		exporter, err = otlptracegrpc.New(ctx, otlptracegrpc.WithEndpoint(address), otlptracegrpc.WithInsecure())
	} else {
		exporter, err = otlptracehttp.New(ctx, otlptracehttp.WithEndpoint(address), otlptracehttp.WithInsecure(), otlptracehttp.WithCompression(otlptracehttp.GzipCompression))
	}
	if err != nil {
		log.Fatal(err)
	}
	provider := trace.NewTracerProvider(trace.WithSyncer(exporter))
	_, span := provider.Tracer("clinic").Start(ctx, "summarize note")
	span.SetAttributes(
		attribute.String("gen_ai.prompt", "Patient Maria Gonzalez, SSN 524-71-3902, asks for a refill"),
		attribute.Int("patient.mrn", 48213377),
		attribute.StringSlice("list", []string{"call (415) 555-0142", "fine"}),
	)
	span.AddEvent("retry", oteltrace.WithAttributes(attribute.String("reason", "mail to maria.gonzalez@example.com failed")))
	span.End()
	if err := provider.Shutdown(ctx); err != nil {
		log.Fatal(err)
	}
}
