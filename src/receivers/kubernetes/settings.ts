/** How the Kubernetes API is asked for the pods of this node. */
export interface KubernetesSettings {
  /** `https://…`: the API server. */
  readonly server: string;
  /** The directory with the service account's `token`, the cluster's `ca.crt` and `namespace`; without a token in it nothing is asked. */
  readonly credentials: string;
  /** The node's name; null: that of the agent's own pod. */
  readonly node: string | null;
  readonly waitMs?: number;
  readonly retryMs?: number;
}
