import { availableParallelism } from "node:os";
import { Option } from "commander";
import type { DetectionSettings } from "../config/index.ts";
import { detectors } from "../detectors/index.ts";
import { createSleepingModel } from "../model/index.ts";
import type { Detection } from "../scrub/index.ts";

export type Names = DetectionSettings["names"];

/** What of the configuration's section a command reads: it scans on the thread it runs on. */
export type CommandDetection = Omit<DetectionSettings, "threadsCount">;

/** What a command counts as a finding. With names: model it waits for the model: throws model.missing, model.damaged, model.runtime. */
export function commandDetection({ custom, names, allow, model }: CommandDetection): Detection {
  return {
    detectors: [...detectors, ...custom],
    names: names === "off" ? "off" : "dictionary",
    allow,
    ...(names === "model" ? { model: createSleepingModel(model) } : {}),
  };
}

/** A command has the machine to itself. */
export function defaultThreads(): number {
  return availableParallelism();
}

export function namesOption(): Option {
  return new Option("--names <HOW>", "how people's names in free text are found")
    .choices(["off", "dictionary", "model"])
    .default("dictionary");
}

export function modelPathOption(): Option {
  return new Option("--model-path <DIRECTORY>", "where cordon model install put the model").default(defaultModelPath);
}

export const defaultModelPath = "./data/models";
