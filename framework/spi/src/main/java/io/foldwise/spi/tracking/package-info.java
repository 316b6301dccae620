/** What tells other programs how a run goes on. */
package io.foldwise.spi.tracking;
