/** The parts of the common trainer that plugins provide: loss, sampler, optimizer, schedule, hooks. */
package io.foldwise.spi.training;
