/**
 * Looks at the machine and at what Foldwise would run on, and says what stands in the way of a fast or a correct run.
 * {@link io.foldwise.cli.doctor.Facts} are gathered first; each {@link io.foldwise.cli.doctor.Check} judges them on its own.
 */
package io.foldwise.cli.doctor;
