// Files and profiles in, veraPDF's verdicts out: one line `PASS|FAIL profile file`, then each rule
// that failed with its first place. The jar has the profiles as XML, but not the classes that read
// them, so they are read here.

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class VeraCheck {
  static final Map<String, String> NAMES =
      Map.of("ua1", "PDFUA-1", "2a", "PDFA-2A", "3a", "PDFA-3A");
  static final String PROFILES = "org/verapdf/pdfa/validation/";

  /** Arguments are `profile,profile:file` each. */
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    Map<String, ValidationProfile> known = new LinkedHashMap<>();
    List<String[]> asked = new ArrayList<>();
    for (String argument : arguments) {
      int colon = argument.indexOf(':');
      for (String name : argument.substring(0, colon).split(",")) {
        if (!known.containsKey(name)) known.put(name, profile(name));
        asked.add(new String[] {name, argument.substring(colon + 1)});
      }
    }
    // Each processor takes the next file; what is said comes in the order of the arguments.
    asked.parallelStream()
        .map(one -> check(one[0], known.get(one[0]), one[1]))
        .forEachOrdered(System.out::print);
  }

  static String check(String name, ValidationProfile profile, String file) {
    StringBuilder said = new StringBuilder();
    PDFAFlavour flavour = profile.getPDFAFlavour();
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
      PDFAValidator validator =
          Foundries.defaultInstance().createValidator(profile, 100, false, true, false);
      ValidationResult result = validator.validate(parser);
      String verdict = result.isCompliant() ? "PASS" : "FAIL";
      said.append(String.format("%s %s %s%n", verdict, name, file));
      Set<RuleId> told = new LinkedHashSet<>();
      for (TestAssertion one : result.getTestAssertions()) {
        boolean failed = one.getStatus() == TestAssertion.Status.FAILED;
        if (failed && told.add(one.getRuleId())) {
          RuleId rule = one.getRuleId();
          said.append(String.format("  %s-%d %s%n    at %s%n", rule.getClause(),
              rule.getTestNumber(), one.getMessage(), one.getLocation().getContext()));
        }
      }
    } catch (Exception problem) {
      said.append(String.format("FAIL %s %s%n  %s%n", name, file, problem));
    }
    return said.toString();
  }

  static ValidationProfile profile(String name) throws Exception {
    Element root;
    String path = PROFILES + NAMES.get(name) + ".xml";
    try (InputStream in = VeraCheck.class.getClassLoader().getResourceAsStream(path)) {
      root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in)
          .getDocumentElement();
    }
    Set<Rule> rules = new LinkedHashSet<>();
    for (Element one : all(root, "rule")) rules.add(rule(one));
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element one : all(root, "variable")) {
      variables.add(Profiles.variableFromValues(one.getAttribute("name"),
          one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
    }
    return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
        Profiles.profileDetailsFromValues(name, "", "", new Date(0)), "", rules, variables);
  }

  static Rule rule(Element one) {
    Element id = all(one, "id").get(0);
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : all(one, "argument")) {
      String label = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
      arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), label, null));
    }
    Boolean deferred =
        one.hasAttribute("deferred") ? Boolean.valueOf(one.getAttribute("deferred")) : null;
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
        one.getAttribute("object"), deferred, one.getAttribute("tags"),
        text(one, "description"), text(one, "test"),
        Profiles.errorFromValues(text(one, "message"), arguments), Collections.emptyList());
  }

  static List<Element> all(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> found = new ArrayList<>();
    for (int at = 0; at < nodes.getLength(); at++) found.add((Element) nodes.item(at));
    return found;
  }

  static String text(Element parent, String name) {
    List<Element> found = all(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }
}
