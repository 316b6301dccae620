package io.foldwise.engine.training;

import io.foldwise.engine.training.ForwardPass.Sink;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.DirectModel.Fitted;
import java.io.IOException;
import java.nio.file.Path;

/** A model that fitted itself. */
public record FittedDirectly(Fitted fitted) implements Predictor {

    @Override
    public void predict(Dataset data, int[] rows, Sink predictions) {
        float[][] logits = fitted.logits(data, rows);
        for (int place = 0; place < rows.length; place++) {
            predictions.accept(
                    place, ForwardPass.predictions(data.task(), ForwardPass.split(data.task(), logits[place])));
        }
    }

    @Override
    public void save(Path file) throws IOException {
        fitted.save(file);
    }
}
