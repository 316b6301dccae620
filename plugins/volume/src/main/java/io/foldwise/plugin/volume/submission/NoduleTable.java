package io.foldwise.plugin.volume.submission;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.prediction.PredictionFormat;
import io.foldwise.toolkit.table.CsvLines;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Nodules with their diameters, {@code nodules.csv}: the columns of LUNA16's annotations, and probabilities. */
@Description("A table of nodules with their diameters, nodules.csv, in the columns of LUNA16's annotations")
public final class NoduleTable implements PredictionFormat {

    private static final List<String> COLUMNS =
            List.of("seriesuid", "coordX", "coordY", "coordZ", "diameter_mm", "probability");

    /** Which nodules. */
    public record Params(
            @Description("Nodules that are not more probable are left out")
            @Default("0")
            @DecimalMin("0")
            @DecimalMax("1")
            double above) {}

    private final double above;
    private final Nodules head;

    /** @throws IncompatibleException if the data asks for no nodules */
    @Inject
    public NoduleTable(Params params, Task task) {
        this.above = params.above();
        this.head = Nodules.of(task);
    }

    @Override
    public void write(Dataset data, Predictions predictions, Path folder) throws IOException {
        List<String> lines = new ArrayList<>(List.of(CsvLines.line(COLUMNS)));
        for (int sample = 0; sample < predictions.size(); sample++) {
            World world = World.of(data, sample);
            for (Box box : Box.of(predictions.of(head, sample))) {
                if (box.probability() > above) {
                    lines.add(line(predictions.ids().get(sample), world, box));
                }
            }
        }
        Files.write(folder.resolve("nodules.csv"), lines);
    }

    private static String line(String id, World world, Box box) {
        List<String> cells = new ArrayList<>(List.of(id));
        world.centre(box).forEach(cells::add);
        cells.add(World.millimetres(box.diameter()));
        cells.add(Float.toString((float) box.probability()));
        return CsvLines.line(cells);
    }
}
