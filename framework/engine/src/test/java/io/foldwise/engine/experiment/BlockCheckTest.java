package io.foldwise.engine.experiment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.spi.data.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of an experiment that does not bind, beside what the binding of single blocks says. */
final class BlockCheckTest {

    private static final ExperimentFiles FILES =
            new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin(), new UnreadablePlugin())));

    @Test
    void executorAndSpaceAreLookedAtWhateverElseIsWrong() {
        assertThatThrownBy(() -> FILES.parse("x.conf", text("toy") + """
                        sed = 1
                        execution.executor = lokal
                        search.space { "data.samples" { choice = [1, 2] } }
                        """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("x.conf:2: sed: unknown key")
                .hasMessageContaining("x.conf:3: execution.executor: there is no executor 'lokal'")
                .hasMessageContaining("x.conf:4: search.space.\"data.samples\"");
    }

    @Test
    void aReaderThatThrowsHidesNothing() {
        assertThatThrownBy(() -> FILES.parse("x.conf", text("unreadable") + "sed = 1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("x.conf:2: sed: unknown key");
        assertThatThrownBy(() -> FILES.parse("x.conf", text("unreadable")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("index:1: is empty");
    }

    /** An experiment whose further lines begin at 2. */
    private static String text(String reader) {
        return "name = x, data = " + reader + ", split = toy, model = guess, " + ToyPlugin.SHARED;
    }
}
