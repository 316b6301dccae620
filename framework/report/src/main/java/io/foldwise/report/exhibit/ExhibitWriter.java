package io.foldwise.report.exhibit;

import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.study.OpenRun;
import io.foldwise.engine.study.TrialResult;
import io.foldwise.engine.training.StageExamples;
import io.foldwise.report.exhibit.Exhibits.Drawn;
import io.foldwise.report.exhibit.Exhibits.Exhibited;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Exhibit;
import io.foldwise.spi.prediction.Exhibit.Picture;
import io.foldwise.spi.prediction.Exhibit.Sample;
import io.foldwise.spi.prediction.Exhibit.Shown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;

/** Draws samples of a run while its data is at hand. */
public final class ExhibitWriter {

    private ExhibitWriter() {}

    /**
     * Draws samples and keeps them in the run's folder; nothing where no plugin knows how to show them.
     *
     * @param trial whose predictions are shown
     * @param ids of held-out samples
     */
    public static void write(OpenRun run, ExperimentLoader loader, int trial, Set<String> ids) {
        Dataset data = run.data().train();
        Optional<Exhibit> exhibit = run.parts().exhibit(data.input(), loader.exhibits());
        if (exhibit.isEmpty() || ids.isEmpty()) {
            return;
        }
        var together = TrialResult.read(run, trial).together(run);
        int[] rows = together.rows();
        Predictions predictions = together.predictions();
        List<Exhibited> shown = new ArrayList<>();
        for (int place = 0; place < rows.length; place++) {
            String id = data.id(rows[place]);
            if (ids.contains(id)) {
                Sample sample =
                        Sample.predicted(StageExamples.plain(data, rows[place]), predicted(data, predictions, place));
                shown.add(shown(id, exhibit.get().show(data, sample)));
            }
        }
        Json.write(run.folder().exhibits(), new Exhibits(shown));
    }

    private static List<Tensor> predicted(Dataset data, Predictions predictions, int place) {
        return data.task().heads().stream()
                .map(head -> predictions.of(head, place))
                .toList();
    }

    private static Exhibited shown(String id, Shown shown) {
        return new Exhibited(
                id,
                shown.pictures().stream()
                        .filter(picture -> Math.max(picture.width(), picture.height()) <= Exhibit.MOST_PIXELS)
                        .map(picture -> new Drawn(picture.caption(), png(picture)))
                        .toList(),
                shown.words());
    }

    private static String png(Picture picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture.image(), "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
