/**
 * The parts of an experiment that every modality shares: losses, samplers, optimizers, schedules, hooks, splits, metrics and
 * ensemblers, one package each. Nothing here knows what a feature is; samples are rows with targets, a length and a group.
 */
package io.foldwise.plugin.standard;
