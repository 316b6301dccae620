/**
 * Learning-rate schedules. A schedule is a pure function of the base rate and of how far its stage is: it keeps no state
 * between steps. Schedules that move with every step see epochs as fractions; those that ND4J's {@code ISchedule} already
 * has count whole epochs and call it. What falls over a whole stage ends at the stage's last step: that of the last epoch that
 * there may be, which early stopping may never reach.
 */
package io.foldwise.plugin.standard.schedule;
