package io.foldwise.spi.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.spi.data.DataException.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DataExceptionTest {

    @Test
    void keepsAProblemOnItsLineWhateverItQuotes() {
        Path file = Path.of("train.csv");
        DataException failure = new DataException(file, 3, "id 'a\nother.csv:1: all is well' is that of line 2, too");
        assertThat(failure.getMessage().lines()).hasSize(1);
        DataException other = new DataException(file, 3, "id 'a\rother.csv:1: all is well' is that of line 2, too");
        assertThat(other.getMessage().lines()).hasSize(1);
    }

    private static final Path FILE = Path.of("train.csv");

    @Test
    void namesFileAndLine() {
        assertThat(new DataException(FILE, 3, "expects 4 columns, found 5"))
                .hasMessage("train.csv:3: expects 4 columns, found 5");
    }

    @Test
    void lineZeroIsTheFileAsAWhole() {
        assertThat(new DataException(FILE, 0, "is empty")).hasMessage("train.csv: is empty");
    }

    @Test
    void countsTheProblemsItDoesNotList() {
        List<Problem> first = List.of(new Problem(FILE, 2, "is bad"), new Problem(FILE, 3, "is worse"));
        DataException exception = new DataException(first, 12);
        assertThat(exception)
                .hasMessage("train.csv:2: is bad%ntrain.csv:3: is worse%n... and 10 more problems".replace("%n", "\n"));
        assertThat(exception.total()).isEqualTo(12);
        assertThat(exception.problems()).isEqualTo(first);
    }

    @Test
    void goesFileByFileAndByLine() {
        Path other = Path.of("other.csv");
        assertThat(new DataException(
                        List.of(
                                new Problem(other, 7, "is bad"),
                                new Problem(FILE, 3, "is worse"),
                                new Problem(other, 4, "is bad, too")),
                        3))
                .hasMessage("other.csv:4: is bad, too\nother.csv:7: is bad\ntrain.csv:3: is worse");
    }
}
