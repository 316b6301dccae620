package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.cli.Shared;
import io.foldwise.cli.endtoend.Browser.Colours;
import io.foldwise.cli.endtoend.Browser.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages as a browser shows them. */
@Tag("slow")
final class PageInBrowserTest {

    private static final Pattern FIGURE =
            Pattern.compile("<figure class=\"chart\" data-chart=\"([^\"]+)\".*?</figure>", Pattern.DOTALL);
    private static final Pattern DRAWN = Pattern.compile(
            "<canvas width=\"[1-9]\\d+\" height=\"[1-9]\\d+\"|<svg [^>]*width=\"[1-9]\\d+\" height=\"[1-9]\\d+\"");
    private static final Pattern CLOSED = Pattern.compile("<details>.*?</details>", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("<h([1-6])[ >]");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsABrowser() {
        assumeTrue(Browser.installed(), "there is no chromium on the PATH: pages are not looked at");
    }

    @Test
    void ofARunOnTexts() throws Exception {
        Opened page = opened("run", """
                name = texts
                data { type = synthetic-reports, train-reports = 60, test-reports = 20, regions = 3, vocabulary = 60, max-length = 40 }
                split { type = k-fold, folds = 2 }
                model { type = text-cnn, embedding = 4, filters = 4, kernels = [2] }
                augment = [{ type = corrupt-tokens, share = 0.3 }]
                trainer { epochs = 2, early-stop = null }
                """);

        assertThat(charts(page)).contains("training-loss", "roc-labels", "reliability-labels");
        assertThat(page.document()).contains("id=\"augmentation\"").containsPattern("<del>\\S+</del> <ins>\\S+</ins>");
    }

    @Test
    void ofARunOnImagesWithMasks() throws Exception {
        Opened page = opened("run", """
                name = masks
                data { type = synthetic-masks, train = 24, test = 4 }
                split { type = k-fold, folds = 2 }
                model { type = tiny-segmenter }
                metrics = [tiny-dice]
                augment = [{ type = flip, probability = 1 }]
                trainer { epochs = 2, early-stop = null }
                """);

        assertThat(charts(page)).contains("training-loss", "sample-scores");
        assertThat(Pattern.compile(">as it is trained on<")
                        .matcher(page.document())
                        .results())
                .hasSize(12);
    }

    @Test
    void ofASweep() throws Exception {
        Opened page = opened("sweep", """
                name = sweep
                data { type = synthetic-reports, train-reports = 60, test-reports = 20, regions = 3, vocabulary = 60, max-length = 40 }
                split { type = k-fold, folds = 2 }
                model { type = text-cnn, embedding = 4, filters = 4, kernels = [2] }
                trainer { epochs = 1, early-stop = null }
                search { trials = 2, pruning { folds = null, curves = null }, space { "model.filters" = { choice = [2, 3, 4] } } }
                """);

        assertThat(page.document()).contains("id=\"sweep\"");
        assertThat(charts(page)).contains("best-so-far");
    }

    @Test
    void showsWhatAPageMustNotDo() throws Exception {
        Path page = Files.writeString(
                folder.resolve("bad.html"),
                "<img src=\"http://foldwise.invalid/a.png\"><script>undefined.name</script><figure class=\"chart\" data-chart=\"c\"></figure>");

        Opened opened = new Browser(folder).open(page);

        assertThat(opened.console()).anyMatch(line -> line.contains("TypeError"));
        assertThat(opened.requests()).contains("http://foldwise.invalid/a.png");
        assertThat(DRAWN.matcher(opened.document()).find()).isFalse();
    }

    @Test
    void showsWhatIsHardToRead() throws Exception {
        Path page = Files.writeString(
                folder.resolve("pale.html"),
                "<html lang=en><title>a</title><body><main><h1>a</h1><h3>b</h3><p style='color:#999;background:#fff'>pale words</p></main></body>");

        assertThat(new AccessibilityChecker(folder).faults(page, Colours.LIGHT))
                .anyMatch(fault -> fault.startsWith("color-contrast: <p"))
                .anyMatch(fault -> fault.startsWith("heading-order: <h3"));
    }

    /** The page of a new run, opened, which does nothing that no page may do. */
    private Opened opened(String command, String experiment) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("experiment.conf"), Shared.INCLUDE + experiment);
        Path run = PlantRuns.last(PlantRuns.done(
                command,
                file.toString(),
                "--in-process",
                "--results",
                folder.resolve("results").toString()));

        Opened page = new Browser(folder).open(run.resolve("report.html"));

        assertThat(page.console()).isEmpty();
        assertThat(page.requests()).isEmpty();
        assertThat(page.document()).contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
        assertThat(page.document()).doesNotContainPattern("(?i)(src|href)=\"(https?:)?//");
        List<Integer> levels = HEADING.matcher(page.document())
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
        assertThat(levels).startsWith(1, 2).containsOnlyOnce(1);
        for (int place = 1; place < levels.size(); place++) {
            assertThat(levels.get(place) - levels.get(place - 1))
                    .as("the step to heading %d", place)
                    .isLessThanOrEqualTo(1);
        }
        for (Colours colours : Colours.values()) {
            assertThat(new AccessibilityChecker(folder).faults(run.resolve("report.html"), colours))
                    .as("%s colours", colours)
                    .isEmpty();
        }
        return page;
    }

    /** The names of the charts in sight, all of which are drawn. */
    private static List<String> charts(Opened page) {
        String inSight = CLOSED.matcher(page.document()).replaceAll("");
        return FIGURE.matcher(inSight)
                .results()
                .peek(figure -> assertThat(figure.group()).as(figure.group(1)).containsPattern(DRAWN))
                .map(figure -> figure.group(1))
                .toList();
    }
}
