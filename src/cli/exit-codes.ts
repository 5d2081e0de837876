/**
 * What a command's exit code says. A second signal ends `run` at once with 128 and the signal's number, as the system would.
 *   done    everything was done
 *   failed  a part of the input could not be processed (the rest was), a configuration or self-test failed, or a stop lost batches
 *   usage   the command line was not understood; nothing was done
 */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;
