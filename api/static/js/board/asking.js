// Questions to the server: the same interface that programs use, and parts of pages.

import { code } from "./desk.js";

const token = document.querySelector('meta[name="csrf-token"]').content;

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || String(status));
    this.status = status;
    this.faults = problem.faults || [];
  }
}

async function answer(response) {
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Refused(response.status, problem);
}

export async function post(path, body, signal) {
  const headers = {
    "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token,
    "Accept-Language": document.documentElement.lang,
  };
  const address = `/api/v1/rosters/${encodeURIComponent(code)}/${path}`;
  return answer(await fetch(address, { method: "POST", headers, body: JSON.stringify(body), signal }));
}

export async function get(address, signal) {
  return answer(await fetch(address, { headers: { Accept: "application/json" }, signal }));
}

// What an answer has to show: its nodes, below one that is thrown away.
export function body(text) {
  return document.importNode(new DOMParser().parseFromString(text, "text/html").body, true);
}

// A part of a page.
export async function part(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) throw new Refused(response.status, {});
  return body(await response.text());
}

// A form of a part, sent: what was done ({version, text}), or the part as it is to be shown next.
export async function send(address, fields) {
  fields.set("part", "1");
  const response = await fetch(address, { method: "POST", body: fields, headers: { Accept: "text/html" } });
  if ((response.headers.get("Content-Type") || "").includes("json")) return { done: await response.json() };
  return { shown: body(await response.text()) };
}
