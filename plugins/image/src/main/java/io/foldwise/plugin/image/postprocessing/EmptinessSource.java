package io.foldwise.plugin.image.postprocessing;

import io.foldwise.spi.prediction.Predicted;

/** Says how probable it is that a sample's mask has any pixel. */
interface EmptinessSource {

    double nonEmpty(Predicted sample, int ofClass);
}
