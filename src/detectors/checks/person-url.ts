import { isPersonalId } from "../names/personal-id.ts";

/** Path segments after which the next segment stands for one person. */
const personSegment =
  /^(?:patients?|members?|persons?|people|profiles?|charts?|mrn|encounters?|subscribers?|beneficiar(?:y|ies)|residents?|clients?|employees?|physicians?|doctors?|pts?|mychart)$/i;
const providerSegment = /^providers?$/i;
/** Pages of who works there: the next segment is somebody where it is made of a name. */
const staffSegment = /^(?:our-?)?(?:team|staff|people|physicians?|doctors?|providers?|clinicians?|faculty|bios?|therapists?|dentists?)$/i;
const userSegment = /^(?:users?|accounts?|customers?|u)$/i;
/** What follows such a segment in the routes of an API and is nobody. */
const action =
  /^(?:search|list|new|me|self|all|count|export|import|create|edit|update|delete|login|logout|signup|register|summary|index|status|health|bulk|batch|stats|settings|help|about|home|dashboard|portal|admin|api|v[0-9]+|ids?|by-?[a-z]+|[a-z]+ing|[{:$<[%*].*|null|undefined|\.{1,3})$/i;
const tellingParameter =
  /^(?:name|full_?name|(?:first|last|given|family|middle|maiden)_?name|fname|lname|surname|patient(?:_?(?:id|name|no|number))?|pat_?id|pid|mrn|member(?:_?id)?|subscriber(?:_?id)?|ssn|dob|birth_?date|date_?of_?birth|e-?mail|phone|mobile|tel|address|zip|postal_?code|insurance_?id|policy_?(?:no|number)|encounter(?:_?id)?|chart)$/i;
const socialHost =
  /^(?:[a-z]{2,3}\.|www\.|m\.)?(?:facebook|instagram|twitter|x|tiktok|threads|linkedin|pinterest|snapchat|vk|myspace|caringbridge|gofundme|linktr|onlyfans|venmo|paypal)\.(?:com|net|org|ee|me)$/i;
const socialPage = /^\/?(?:in|pub|add|visit|f|fundraiser|people|profile\.php|@)?\/?@?[A-Za-z][A-Za-z0-9._-]{3,}/;
const socialNobody =
  /^\/?(?:login|signup|about|help|policies|privacy|terms|legal|sharer?|share|intent|hashtag|search|explore|company|plugins|tr|feed|home)\b/i;

/**
 * Whether a URL leads to one person (user information in it is the business of url_credentials and email): a telling query parameter, a person's path segment with an id or name behind it, a social
 * profile, a personal page (~user). Service endpoints, schemas, registries and documentation do not (quality.md, "Whose address is it?").
 */
export function leadsToPerson(url: string): boolean {
  const parts = /^[a-z][a-z0-9+.-]{1,15}:\/\/([^/?#\s]*)([^?#\s]*)(?:\?([^#\s]*))?/i.exec(url);
  if (parts === null) return false;
  const [, authority = "", path = "", query = ""] = parts;
  const at = authority.lastIndexOf("@");
  const host = authority.slice(at + 1).replace(/:[0-9]+$/, "");
  if (socialHost.test(host)) return socialPage.test(path) && !socialNobody.test(path);
  if (/^\/~[A-Za-z]/.test(path)) return true;
  return pathNamesPerson(path.split("/")) || queryNamesPerson(query);
}

function pathNamesPerson(segments: readonly string[]): boolean {
  for (let i = 0; i + 1 < segments.length; i++) {
    const next = segments[i + 1] ?? "";
    const segment = segments[i] ?? "";
    if (next === "" || action.test(next)) continue;
    if (personSegment.test(segment) && (/[0-9]{2}/.test(next) || /^[A-Za-z][A-Za-z.%_+-]{3,}$/.test(next))) return true;
    if (staffSegment.test(segment) && isPersonalId(next.replace(/[-_](?:md|do|np|pa|rn|phd|dds)$/i, "").toLowerCase(), false)) return true;
    // "/providers/openai" is no person.
    if (
      providerSegment.test(segment) &&
      (/[0-9]{4}/.test(next) || /^[A-Za-z]{2,}[-._+%][A-Za-z][A-Za-z.%_+-]*$/.test(next)) &&
      !/-(?:sdk|api|ai|providers?)\b/i.test(next)
    )
      return true;
    if (userSegment.test(segment) && (/[0-9]{5}/.test(next) || /@|%40/.test(next) || /^[A-Za-z]{2,}[._][A-Za-z]+[0-9]{0,4}$/.test(next)))
      return true;
  }
  return false;
}

function queryNamesPerson(query: string): boolean {
  for (const pair of query.split(/[&;]/)) {
    const equals = pair.indexOf("=");
    if (equals < 1) continue;
    const key = pair
      .slice(0, equals)
      .replace(/^.*[.[]/, "")
      .replace(/\]$/, "");
    const value = pair.slice(equals + 1);
    if (value.length < 2 || /^[{:$<%*]/.test(value) || !tellingParameter.test(key)) continue;
    if (/^name$/i.test(key) ? looksLikeName(value) : true) return true;
  }
  return false;
}

/** A first and a last name joined as URLs join them; `name=pods` is none. */
export function looksLikeName(value: string): boolean {
  return /^[\p{L}.'’-]{2,}(?:\+|%20|\s|_|%2C)+[\p{L}.,'’+%0-9 -]{2,}$/u.test(value) || /^\p{Lu}\p{Ll}{2,}$/u.test(value);
}
