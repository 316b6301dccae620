/** Carries out a run for the commands that start or continue one. */
package io.foldwise.cli.run;
