package io.kontor.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line and where its help is; a command without its subcommand shows what there is. */
final class WrongUsage implements IParameterExceptionHandler {

    private static final int SUGGESTIONS_MAX = 3;

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        if (reason.startsWith("Missing required subcommand")) {
            command.usage(err);
        } else {
            String said = reason.startsWith("Cannot ") ? reason : "Cannot run " + name + ": " + reason;
            err.println(said + meant(failure) + "; see " + name + " --help");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String meant(ParameterException failure) {
        List<String> suggestions = failure instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream().limit(SUGGESTIONS_MAX).toList()
                : List.of();
        return suggestions.isEmpty() ? "" : " (did you mean " + String.join(" or ", suggestions) + "?)";
    }
}
