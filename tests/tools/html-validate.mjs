// What tests/site/test_validity.py holds every page to: the standard, and the recommended rules but these.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // HTML reads <!doctype html> in any case.
    "doctype-style": "off",
    // A meeting has the title that the tables give it, however long.
    "long-title": "off",
    // A box that scrolls is a region for the keyboard, not a section of the text.
    "prefer-native-element": "off",
    // A row has the identifier that the tables give it, which may begin with a digit: HTML allows that.
    "valid-id": ["error", { relaxed: true }],
    // The controls of a form answer as they are used; nothing is sent.
    "wcag/h32": "off",
  },
};
