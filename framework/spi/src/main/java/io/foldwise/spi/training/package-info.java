/** The parts of the common trainer that plugins provide: loss, sampler, optimizer, schedule. */
package io.foldwise.spi.training;
