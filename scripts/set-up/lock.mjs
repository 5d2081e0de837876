/**
 * One set-up at a time in a checkout. The lock is a directory with a file that names its owner; it comes into being whole, by a
 * rename, which fails while another one is there. Its owner touches it every few seconds. It is stale when its owner's process
 * is gone (same host), or when it was not touched for a minute (another host or container, a machine that lost power).
 */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { say } from "./child.mjs";

const touchMs = 5_000;
const staleMs = 60_000;
const waitMs = 250;

/** Waits for the lock; returns the function that gives it back. */
export async function takeLock(path) {
  let told = false;
  while (!place(path)) {
    const owner = readOwner(path);
    if (isStale(path, owner)) {
      removeStale(path);
    } else {
      if (!told) say(`another set-up is at work here${owner === undefined ? "" : ` (process ${owner.pid})`}; waiting for it`);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  const timer = setInterval(() => touch(path), touchMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    if (readOwner(path)?.pid === process.pid) remove(path);
  };
}

function place(path) {
  const mine = `${path}.${process.pid}`;
  rmSync(mine, { recursive: true, force: true });
  mkdirSync(mine);
  writeFileSync(join(mine, "owner"), JSON.stringify({ pid: process.pid, host: hostname() }));
  try {
    renameSync(mine, path);
    return true;
  } catch (error) {
    rmSync(mine, { recursive: true, force: true });
    if (error.code === "ENOTEMPTY" || error.code === "EEXIST") return false;
    throw error;
  }
}

function readOwner(path) {
  try {
    return JSON.parse(readFileSync(join(path, "owner"), "utf8"));
  } catch {
    return undefined;
  }
}

function isStale(path, owner) {
  if (owner !== undefined && owner.host === hostname() && !isAlive(owner.pid)) return true;
  return ageMs(path) > staleMs;
}

/** Two who saw the same stale lock must not remove each other's new one: the removal is itself behind a directory. */
function removeStale(path) {
  const broom = `${path}.broom`;
  try {
    mkdirSync(broom);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (ageMs(broom) > staleMs) rmSync(broom, { recursive: true, force: true });
    return;
  }
  try {
    if (isStale(path, readOwner(path))) remove(path);
  } finally {
    rmSync(broom, { recursive: true, force: true });
  }
}

/** Away in one step: a half-removed lock is an empty directory, onto which the next owner's rename would succeed. */
function remove(path) {
  const gone = `${path}.gone.${process.pid}`;
  renameSync(path, gone);
  rmSync(gone, { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** 0 for a lock that has just gone. */
function ageMs(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function touch(path) {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // The lock was taken away: the process that did so saw no sign of life for a minute.
  }
}
