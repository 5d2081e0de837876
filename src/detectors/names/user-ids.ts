import { firstStrength, isNowhere, surnameStrength, wordLevel } from "./gazetteer.ts";
import { roles } from "./lexicon.ts";
import type { NameSink } from "./name-detectors.ts";
import { createWord, type Word, type WordReader } from "./word-reader.ts";

/** Shorter ids say nothing, longer ones are keys. */
const lettersMin = 3;
const bytesMax = 40;

/** Accounts of machines. An id that is one of these, or an English word, is nobody's. */
const systemAccounts = new Set(
  (
    "root admin administrator administrators postgres postgresql mysql mariadb oracle sa dba system sys local localhost daemon bin nobody anonymous anon guest test tester testuser demo default user users " +
    "username none null nil unknown undefined service services svc app apps application api web www wwwdata webmaster http https nginx apache httpd tomcat jetty jenkins travis gitlab github git gitea bitbucket " +
    "docker container containerd kube kubernetes kubelet node nodejs npm python java ruby rails php perl go deploy deployer deployment build builder runner ci cd bot robot crawler agent operator " +
    "monitor monitoring metrics prometheus grafana loki datadog splunk elastic elasticsearch kibana logstash fluentd fluentbit telegraf zabbix nagios redis memcached mongo mongodb cassandra kafka zookeeper " +
    "rabbitmq spark hadoop hdfs hive yarn hbase airflow celery worker scheduler cron backup backups sync mail mailer postfix dovecot exim smtp ftp sftp ssh sshd sudo ubuntu debian centos fedora ec2user ec2 vagrant " +
    "ansible puppet chef terraform vault consul nomad envoy istio linkerd traefik haproxy openai anthropic claude gemini assistant human model tool function support info sales help contact noreply noreply " +
    "postmaster hostmaster abuse security audit auditor readonly readwrite read write reader writer owner public private internal external client server customer patient provider member employee staff manager " +
    "dev devops develop developer prod production stage staging qa uat sandbox master main primary secondary replica root0 superuser super power poweruser sysadmin netadmin dbadmin tech technician student teacher " +
    "ldap kerberos krbtgt domain workgroup self me you it hl7 mirth epic cerner interface integration etl batch job jobs queue stream event events log logs logger session token key secret email phone login logout " +
    "signup register registration account accounts profile home index search query data database table view report reports dashboard console terminal shell script cli gui ui frontend backend gateway proxy router " +
    "minio etcd coredns keycloak argocd tekton flannel calico cilium fluent nagios icinga cockroach clickhouse influxdb victoria rundeck sonar sonarqube nexus artifactory harbor " +
    "netdata unifi proxmox libvirt qemu nfsnobody rpcuser chrony systemd messagebus dbus avahi polkitd colord rtkit saned hplip lightdm uucp irc gnats ntp tcpdump sssd memcache opensearch " +
    "string number boolean object array true false yes no"
  ).split(" "),
);

/** User ids that are made of a name: jdoe, maria.gonzalez, mariag, gonzalezm2. */
export function createUserIdReader(reader: WordReader) {
  const words = [createWord(), createWord(), createWord()];
  const part = createWord();

  return { read, isPersonal };

  /** Reads the value text[from..to); whether it was an id, a person's (then it is added) or a machine's (then there is nothing more to look for). */
  function read(text: Uint8Array, from: number, to: number, sink: NameSink, mayBeUnknown = true): boolean {
    let start = from;
    let end = from;
    while (end < to && end - from < bytesMax + 1 && isIdByte(text[end] as number)) {
      // DOMAIN\user
      if (text[end] === 0x5c) {
        if (!isDomain(text, from, end)) break;
        start = end + 1;
      }
      end++;
    }
    while (end > start && (text[end - 1] === 0x2e || text[end - 1] === 0x2d)) end--;
    if (end - start < lettersMin || end - from > bytesMax) return false;
    // "ruser= rhost=": the key of the next value.
    if (end < to && (text[end] === 0x40 || text[end] === 0x2f || text[end] === 0x3a || text[end] === 0x28 || text[end] === 0x3d))
      return false;
    // A name of two words is no id.
    if (end + 1 < to && text[end] === 0x20 && isCapital(text[start] as number) && isCapital(text[end + 1] as number)) return false;
    if (!isPersonal(text, start, end, mayBeUnknown)) return end === to && !isCapital(text[start] as number);
    sink.add(start, end, "name_user_id");
    return true;
  }

  /** Whether text[start..end) is made of a name; with `mayBeUnknown`, whether it is at least no word that a dictionary has. */
  function isPersonal(text: Uint8Array, start: number, end: number, mayBeUnknown = true): boolean {
    let letters = "";
    for (let i = start; i < end; i++) if (isLetter(text[i] as number)) letters += String.fromCharCode((text[i] as number) | 0x20);
    if (letters.length < lettersMin || systemAccounts.has(letters)) return false;
    let count = 0;
    let at = start;
    while (at < end) {
      if (!isLetter(text[at] as number)) {
        at++;
        continue;
      }
      let behind = at + 1;
      while (behind < end && isLetter(text[behind] as number)) behind++;
      if (count === words.length) return false;
      reader.read(text, at, behind, words[count++] as Word);
      at = behind;
    }
    return count === 1 ? isJoined(text, words[0] as Word, mayBeUnknown) : isApart(count);
  }

  /** "maria.gonzalez", "j_doe", "gonzalez-m": two parts, one of them a name for sure. */
  function isApart(count: number): boolean {
    let known = 0;
    let initials = 0;
    for (let i = 0; i < count; i++) {
      const word = words[i] as Word;
      if ((word.roles & roles.blocked) !== 0) return false;
      const strength = nameStrength(word);
      if (word.end - word.start === 1) initials++;
      else if (strength >= 2) known++;
      else if (wordLevel(word.info) > 0 || systemAccounts.has(word.end - word.start < 4 ? "" : "x")) return false;
    }
    return known >= 2 || (known === 1 && initials >= 1 && count <= 3);
  }

  /** "jdoe", "mariag", "mariagonzalez", "maria": cut once into an initial or a first name and a surname, either way round. */
  function isJoined(text: Uint8Array, word: Word, mayBeUnknown: boolean): boolean {
    if ((word.roles & roles.blocked) !== 0) return false;
    if (firstStrength(word.info) >= 3 && wordLevel(word.info) < 2) return true;
    if (wordLevel(word.info) > 0) return false;
    if (surnameStrength(word.info) >= 3) return true;
    const { start, end } = word;
    if (end - start < 4) return isSurname(text, start + 1, end, 4);
    if (isSurname(text, start + 1, end, 1) || isFirst(text, start, end - 1, 4)) return true;
    if (isSurname(text, start, end - 1, 4) || isSurname(text, start + 2, end, 4)) return true;
    for (let cut = start + 3; cut <= end - 3; cut++) {
      if (((text[cut] as number) & 0xc0) === 0x80) continue;
      if (isFirst(text, start, cut, 4) && isSurname(text, cut, end, 3)) return true;
      if (isSurname(text, start, cut, 4) && isFirst(text, cut, end, 4)) return true;
    }
    // In no dictionary and no word: what is left is a person's, "dpyziak".
    return mayBeUnknown && isNowhere(word.info) && word.shape === "lower" && end - start >= 5 && hasVowel(text, start, end);
  }

  function isSurname(text: Uint8Array, start: number, end: number, strength: number): boolean {
    reader.read(text, start, end, part);
    return part.end === end && surnameStrength(part.info) >= strength;
  }

  function isFirst(text: Uint8Array, start: number, end: number, strength: number): boolean {
    reader.read(text, start, end, part);
    return part.end === end && firstStrength(part.info) >= strength && wordLevel(part.info) < 3;
  }
}

/** Capitals and digits: a Windows domain, no text before an escape. */
function isDomain(text: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    const byte = text[at] as number;
    if (!isCapital(byte) && (byte < 0x30 || byte > 0x39) && byte !== 0x2d) return false;
  }
  return end > from;
}

function hasVowel(text: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ("aeiouy".includes(String.fromCharCode(text[at] as number))) return true;
  return false;
}

function nameStrength(word: Word): number {
  const level = wordLevel(word.info);
  const strength = Math.max(firstStrength(word.info), surnameStrength(word.info));
  return level === 3 ? strength - 3 : level === 2 ? strength - 1 : strength;
}

function isIdByte(byte: number): boolean {
  return isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || byte === 0x5f || byte === 0x2d || byte === 0x5c;
}

/** Characters outside ASCII count as letters here: "dülker". */
function isLetter(byte: number): boolean {
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || byte >= 0x80;
}

function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}
