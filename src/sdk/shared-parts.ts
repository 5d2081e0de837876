import { decodeAttributes, type ValueEncoder } from "./any-value.ts";
import type { ResourceJson, ResourcePart, ScopeJson, ScopePart } from "./otlp-json.ts";
import type { ResourceShape, ScopeShape } from "./shapes.ts";

/** Items with their resource and scope. */
interface Placed {
  readonly resource: ResourceShape;
  readonly instrumentationScope: ScopeShape;
}

export interface Group<T> {
  readonly resource: ResourceShape;
  readonly scopes: readonly { readonly scope: ScopeShape; readonly items: readonly T[] }[];
}

/** By resource and scope, as a request holds them. */
export function groupItems<T extends Placed>(items: readonly T[]): Group<T>[] {
  const resources = new Map<ResourceShape, Map<ScopeShape, T[]>>();
  for (const item of items) {
    const scopes = resources.get(item.resource) ?? new Map<ScopeShape, T[]>();
    resources.set(item.resource, scopes);
    const list = scopes.get(item.instrumentationScope) ?? [];
    scopes.set(item.instrumentationScope, list);
    list.push(item);
  }
  return [...resources].map(([resource, scopes]) => ({ resource, scopes: [...scopes].map(([scope, list]) => ({ scope, items: list })) }));
}

export function encodeResource(resource: ResourceShape, encoder: ValueEncoder): ResourceJson {
  return { attributes: encoder.attributes(resource.attributes) };
}

export function encodeScope(scope: ScopeShape, encoder: ValueEncoder): ScopeJson {
  return { name: encoder.text(scope.name), version: encoder.text(scope.version), attributes: encoder.attributes(scope.attributes) };
}

/**
 * Scrubbed resources and scopes. The same raw object with the same result gives the same object again: exporters group by identity.
 */
export class SharedParts {
  readonly #made = new WeakMap<object, { readonly text: string; readonly part: unknown }>();

  resource(raw: ResourceShape, { resource, schemaUrl }: ResourcePart<unknown>): ResourceShape {
    return this.#once(raw, { resource, schemaUrl }, () =>
      createResource(decodeAttributes(resource?.attributes), raw.schemaUrl === undefined ? undefined : (schemaUrl ?? "")),
    );
  }

  scope(raw: ScopeShape, { scope, schemaUrl }: ScopePart<unknown>): ScopeShape {
    return this.#once(raw, { scope, schemaUrl }, () => ({
      name: scope?.name ?? "",
      ...(raw.version === undefined ? {} : { version: scope?.version ?? "" }),
      ...(raw.schemaUrl === undefined ? {} : { schemaUrl: schemaUrl ?? "" }),
      ...(raw.attributes === undefined ? {} : { attributes: decodeAttributes(scope?.attributes) }),
      ...(raw.droppedAttributesCount === undefined ? {} : { droppedAttributesCount: raw.droppedAttributesCount }),
    }));
  }

  #once<T>(raw: object, json: unknown, make: () => T): T {
    const text = JSON.stringify(json);
    const known = this.#made.get(raw);
    if (known?.text === text) return known.part as T;
    const part = make();
    this.#made.set(raw, { text, part });
    return part;
  }
}

/** A resource whose attributes are all there. */
export function createResource(attributes: Record<string, unknown>, schemaUrl: string | undefined) {
  const resource = {
    attributes,
    asyncAttributesPending: false,
    ...(schemaUrl === undefined ? {} : { schemaUrl }),
    waitForAsyncAttributes: () => Promise.resolve(),
    getRawAttributes: () => Object.entries(attributes),
    merge: (other: ResourceShape | null) => (other === null ? resource : createResource({ ...attributes, ...other.attributes }, schemaUrl)),
  };
  return resource;
}
