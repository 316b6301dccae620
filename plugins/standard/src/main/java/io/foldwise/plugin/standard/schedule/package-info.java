/**
 * Learning-rate schedules. A schedule is a pure function of the base rate and of how far its stage is: it keeps no state
 * between steps. Schedules that move with every step see epochs as fractions; those that ND4J's {@code ISchedule} already
 * has count whole epochs and call it.
 */
package io.foldwise.plugin.standard.schedule;
