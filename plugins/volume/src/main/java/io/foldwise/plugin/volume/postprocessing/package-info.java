/** What is done with boxes once training is over. */
package io.foldwise.plugin.volume.postprocessing;
