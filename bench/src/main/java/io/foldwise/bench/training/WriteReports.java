package io.foldwise.bench.training;

import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.plugin.text.synthetic.SyntheticReportsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the synthetic reports of an experiment as files in the contest's format, which other programs read as well.
 * Arguments: the experiment file, the directory.
 */
public final class WriteReports {

    private WriteReports() {}

    public static void main(String[] arguments) throws IOException {
        var reader = (SyntheticReportsReader) new ExperimentFiles(PluginLoader.load())
                .load(Path.of(arguments[0]), List.of())
                .parts()
                .reader();
        reader.write(Path.of(arguments[1]));
    }
}
