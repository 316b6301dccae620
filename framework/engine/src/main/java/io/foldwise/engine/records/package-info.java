/** What the folder of a run says of it, written and read back: settings, task, data and split, and the lock that keeps others away. */
package io.foldwise.engine.records;
