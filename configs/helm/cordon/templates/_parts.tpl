{{- define "cordon.labels" -}}
app.kubernetes.io/name: cordon
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "cordon.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{- /* What both parts' configurations have alike. The argument: root, and the size of the buffer. */ -}}
{{- define "cordon.config" -}}
buffer:
  path: /data/buffer
  size_max: {{ .bufferSize }}
  key: { provider: env, variable: CORDON_KEK }
audit: { path: /data/audit }
destinations:
{{ toYaml .root.Values.destinations | indent 2 }}
telemetry: { metrics: { listen: "0.0.0.0:9464" } }
{{- with .root.Values.more }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "cordon.env" -}}
{{- range $name, $key := .Values.secret.env }}
- name: {{ $name }}
  valueFrom: { secretKeyRef: { name: {{ $.Values.secret.name }}, key: {{ $key }} } }
{{- end }}
{{- end -}}

{{- define "cordon.probes" -}}
{{- /* Scans run on threads of their own: /live answers while a large batch is scanned. */}}
livenessProbe:
  httpGet: { path: /live, port: metrics }
  initialDelaySeconds: 10
  periodSeconds: 15
  timeoutSeconds: 5
  failureThreshold: 4
readinessProbe:
  httpGet: { path: /ready, port: metrics }
  periodSeconds: 5
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
{{- end -}}
