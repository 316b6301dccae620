/** What a run folder holds, finished or not. A folder may come from a stranger: nothing in it is followed, run or trusted. */
package io.foldwise.report.reading;
