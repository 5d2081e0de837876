/**
 * agent: the program that stands between applications and vendors, put together from its rooms. It promises to leave nothing open when it
 * cannot start, and to drain when it is stopped. It must not know the command line.
 */
export { type Agent, type AgentDestination, type AgentSettings, createAgent } from "./agent.ts";
export { agentSettings } from "./agent-settings.ts";
