// Starts the pages on a learner's own work.

customElements.define("leitfaden-record", RecordElement);
customElements.define("leitfaden-test", TestElement);
customElements.define("leitfaden-results", ResultsElement);
customElements.define("leitfaden-review", ReviewElement);
customElements.define("leitfaden-certificate", CertificateElement);
customElements.define("leitfaden-plan", PlanElement);
