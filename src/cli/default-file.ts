/** The file that `check`, `explain` and `run` take where none is named: the commented default of a checkout. */
export const defaultConfigFile = "configs/agent.yaml";
