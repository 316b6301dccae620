package io.foldwise.plugin.volume.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.plugin.volume.TinyVolumes;
import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.SomeBoxes;
import io.foldwise.plugin.volume.mask.VolumeMask;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of nodules, and what is wrong with others. */
final class NoduleCsvTest {

    private static final Task TASK = Task.of(SomeBoxes.HEAD, new VolumeMask(Storage.Cell.FLOAT));
    private static final NoduleCsv FORMAT = new NoduleCsv(new NoduleCsv.Params(100, 0), TASK);
    private static final List<String> IDS = List.of("056", "56", "a,b", "none");
    private static final Map<String, Tensor> BOXES = Map.of(
            "056", Box.tensor(List.of(new Box(0.25, 1, 2, 3, 4), new Box(0.75, 5.5, 6.5, 7.5, 4))),
            "56", Box.tensor(List.of(new Box(1, 1, 2, 3, 4))),
            "a,b", Box.tensor(List.of(new Box(0.5, -1, -2, -3, 4))),
            "none", Box.tensor(List.of()));

    @Test
    void writesALineForEveryNodule() {
        assertThat(lines())
                .containsExactly(
                        "seriesuid,coordX,coordY,coordZ,probability",
                        "056,7.5000,6.5000,5.5000,0.75",
                        "056,3.0000,2.0000,1.0000,0.25",
                        "56,3.0000,2.0000,1.0000,1.0",
                        "\"a,b\",-3.0000,-2.0000,-1.0000,0.5");
        assertThat(FORMAT.problems(lines(), IDS)).isEmpty();
    }

    @Test
    void placesAreThoseOfTheScanner() {
        Predictions predictions =
                new Predictions(List.of("scan-0"), (head, sample) -> Box.tensor(List.of(new Box(0.5, 1, 2, 3, 4))));

        assertThat(FORMAT.lines(new TinyVolumes(1), predictions).get(1))
                .as("x = 100 - x, y = y - 50, z = z / 2 + 7")
                .isEqualTo("scan-0,97.0000,-48.0000,7.5000,0.5");
    }

    @Test
    void aTableHasDiametersToo(@TempDir Path folder) throws IOException {
        Predictions predictions = new Predictions(
                List.of("scan-0"),
                (head, sample) -> Box.tensor(List.of(new Box(0.5, 1, 2, 3, 4.25), new Box(0.25, 5, 6, 7, 8))));

        new NoduleTable(new NoduleTable.Params(0.3), TASK).write(new TinyVolumes(1), predictions, folder);

        assertThat(folder.resolve("nodules.csv"))
                .hasContent("seriesuid,coordX,coordY,coordZ,diameter_mm,probability\n"
                        + "scan-0,97.0000,-48.0000,7.5000,4.2500,0.5\n");
    }

    @Test
    void leavesOutWhatIsNotProbable() {
        NoduleCsv few = new NoduleCsv(new NoduleCsv.Params(1, 0.5), TASK);

        assertThat(few.lines(predictions())).hasSize(3);
    }

    @Test
    void refusesDataThatAsksForNoNodules() {
        Task masks = Task.of(new VolumeMask(Storage.Cell.FLOAT));
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new NoduleCsv(new NoduleCsv.Params(100, 0), masks))
                .withMessage("is for nodules, but the data asks for [mask]");
    }

    @Test
    void aFileWithoutNodulesIsValid() {
        assertThat(FORMAT.problems(lines().subList(0, 1), IDS)).isEmpty();
    }

    @Test
    void findsWhatIsWrong() {
        assertThat(FORMAT.problems(List.of(), IDS)).isNotEmpty();
        assertProblem(0, "seriesuid,x,y,z,p", "line 1: expected the header");
        assertProblem(1, "056,7.5,6.5,5.5", "line 2: expected 5 cells, found 4");
        assertProblem(1, "0056,7.5,6.5,5.5,0.75", "line 2: there is no scan '0056'");
        assertProblem(1, "056,x,6.5,5.5,0.75", "line 2: coordX is no number: 'x'");
        assertProblem(1, "056,7.5,6.5,NaN,0.75", "line 2: coordZ is no number: 'NaN'");
        assertProblem(1, "056,1d,6.5,5.5,0.75", "line 2: coordX is no number: '1d'");
        assertProblem(1, "056,7.5, 6.5,5.5,0.75", "line 2: coordY is no number: ' 6.5'");
        assertProblem(1, "056,7.5,6.5,5.5,0x1p-1", "line 2: probability is no number: '0x1p-1'");
        assertProblem(1, "056,7.5,6.5,5.5,1.25", "line 2: the probability 1.25 is not from 0 to 1");
        assertProblem(1, "056,7.5,6.5,5.5,-0.25", "line 2: the probability -0.25 is not from 0 to 1");
        assertProblem(2, "056,7.5000,6.5000,5.5000,0.5", "line 3: the same place twice");
        assertProblem(2, "056,7.5,65e-1,5.50,0.5", "line 3: the same place twice");
        List<String> exchanged = new ArrayList<>(lines());
        Collections.swap(exchanged, 2, 3);
        assertThat(FORMAT.problems(exchanged, IDS)).containsExactly("line 4: '056' is not in the order of the scans");
    }

    @Test
    void findsMoreNodulesOfAScanThanCount() {
        List<String> lines = new ArrayList<>(lines().subList(0, 1));
        IntStream.range(0, 101).forEach(mark -> lines.add("056," + mark + ",0,0,0.5"));

        assertThat(FORMAT.problems(lines, IDS)).containsExactly("line 102: more than 100 nodules of '056'");
    }

    @Test
    void numbersThatAreNoneAreFound() {
        Predictions unsound =
                new Predictions(List.of("056"), (head, sample) -> Box.tensor(List.of(new Box(Double.NaN, 1, 2, 3, 4))));

        assertThat(FORMAT.problems(FORMAT.lines(unsound), List.of("056"))).isNotEmpty();
    }

    private static void assertProblem(int line, String text, String problem) {
        List<String> lines = new ArrayList<>(lines());
        lines.set(line, text);
        assertThat(FORMAT.problems(lines, IDS))
                .hasSize(1)
                .allSatisfy(found -> assertThat(found).startsWith(problem));
    }

    private static List<String> lines() {
        return FORMAT.lines(predictions());
    }

    private static Predictions predictions() {
        return new Predictions(IDS, (head, sample) -> BOXES.get(IDS.get(sample)));
    }
}
