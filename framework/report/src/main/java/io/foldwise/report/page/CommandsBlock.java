package io.foldwise.report.page;

import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Code;
import io.foldwise.report.html.Part.Text;
import io.foldwise.spi.Escapes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What to type to go on with a run, to use it, and to do it again. */
final class CommandsBlock implements Block {

    @Override
    public String id() {
        return "commands";
    }

    @Override
    public String title() {
        return "Commands";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        String path = place(facts.run().folder().path());
        String folder = Escapes.argument(path);
        boolean sweep = facts.run().sweep().isPresent();
        List<Part> parts = new ArrayList<>();
        parts.add(new Text("Go on, where something is missing" + (sweep ? ", or with more trials" : "") + ":", ""));
        parts.add(new Code(
                "./foldwise resume " + folder + (sweep ? "\n./foldwise resume " + folder + " --trials N" : "")));
        if (facts.run().finished()) {
            parts.add(new Text("Predict other samples:", ""));
            parts.add(new Code("./foldwise predict " + folder + " --input FILE --output FILE"));
        }
        parts.add(new Text("Train it again, from what the folder holds, and hear what is equal to the byte:", ""));
        parts.add(new Code("./foldwise reproduce " + folder));
        parts.add(new Text("Begin another one with the same settings:", ""));
        parts.add(new Code("./foldwise " + (sweep ? "sweep " : "run ") + Escapes.argument(path + "/resolved.conf")));
        return parts;
    }

    /** The folder as it lies under Foldwise's own, however it was named: the page is the same for the same run. */
    static String place(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        int names = whole.getNameCount();
        return whole.subpath(Math.max(0, names - 3), names).toString().replace('\\', '/');
    }
}
