package io.foldwise.engine.export;

import io.foldwise.engine.archive.ModelArchive;
import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.network.OnnxModel;
import io.foldwise.engine.prediction.OutputFolder;
import io.foldwise.engine.prediction.RunPredictor;
import io.foldwise.engine.prediction.ScratchFolder;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.onnx.OnnxUnsupportedException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Writes the networks of a finished run's ensemble as ONNX models, one file each, for other runtimes. They read what the run's reader and
 * preparation make of samples, and give logits; what comes before and after a network is not in them.
 */
public final class OnnxExport {

    private OnnxExport() {}

    /**
     * Exports a finished run.
     *
     * @return the files that were written, in the order of the ensemble's members
     * @throws RunRefusedException if the run is not finished, or has changed, or a layer has no equivalent in ONNX
     * @throws StoreException if a file of it is damaged
     */
    public static List<Path> write(RunFolder run, OutputFolder output, ExperimentLoader loader) {
        RunPredictor predictor = new RunPredictor(run, loader);
        List<Member> members = predictor.members();
        output.requireOther(run);
        try (ScratchFolder scratch = new ScratchFolder(output.path())) {
            Path folder = Files.createDirectory(scratch.path().resolve("output"));
            for (Member member : members) {
                Path model = run.unit(member.trial(), member.fold()).file(UnitFolder.MODEL);
                ComputationGraph network = network(model, predictor.packages());
                Files.write(folder.resolve(name(member)), model(network, predictor.task(), member));
            }
            output.take(folder);
        } catch (IOException e) {
            throw new StoreException("write", output.path(), e);
        }
        return members.stream()
                .map(member -> output.path().resolve(name(member)))
                .toList();
    }

    private static String name(Member member) {
        return String.format(Locale.ROOT, "trial-%03d-fold-%d.onnx", member.trial(), member.fold());
    }

    private static ComputationGraph network(Path model, Set<String> plugins) {
        try {
            return ModelArchive.read(model, plugins);
        } catch (IOException e) {
            throw new RunRefusedException(model + " is no network: " + e.getMessage());
        }
    }

    private static byte[] model(ComputationGraph network, Task task, Member member) {
        try {
            return OnnxModel.of("fold-" + member.fold(), network, task, notes(task, member));
        } catch (OnnxUnsupportedException e) {
            throw new RunRefusedException("the network of trial " + member.trial() + ", fold " + member.fold()
                    + ", cannot be written as ONNX: " + e.getMessage());
        }
    }

    /** What stands in the file beside the network. */
    private static Map<String, String> notes(Task task, Member member) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("foldwise.trial", Integer.toString(member.trial()));
        notes.put("foldwise.fold", Integer.toString(member.fold()));
        notes.put("foldwise.weight", Double.toString(member.weight()));
        for (Head head : task.heads()) {
            if (!head.columns().isEmpty()) {
                notes.put("foldwise.columns." + head.name(), String.join("\n", head.columns()));
            }
        }
        return notes;
    }
}
