/** The clock that durations are measured with. */
package io.foldwise.engine.time;
