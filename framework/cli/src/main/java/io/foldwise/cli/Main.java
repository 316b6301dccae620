package io.foldwise.cli;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.logging.LogFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Locale;

/** The program: {@code foldwise} and its worker processes both start here. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // numbers look the same in everybody's files
        Console console = new Console(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Boolean.getBoolean("foldwise.terminal"));
        System.setOut(console.results()); // what libraries print is no safer
        System.setErr(console.progress());
        System.exit(new Foldwise(console, new InstalledPlugins(), LogFile::ofThisProcess).execute(arguments));
    }
}
